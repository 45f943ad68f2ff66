package child

// engineName is that of the command line, which people start from a console
// and the window starts for engines.
const engineName = "weft-cli.exe"
