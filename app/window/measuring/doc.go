// Package measuring is what a page measures with: the Controller turns plans into
// sweeps and keeps their sessions, the Store holds what was measured for those who
// show it. It knows nothing of how that looks.
package measuring
