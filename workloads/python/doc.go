// Package python is the CPython runtime: it finds the interpreters of this
// machine (find.go, patterns.go, added.go), asks what they are and what works
// there (probe.go, imports.go), describes the models that they have
// (models.go), and starts the runner, the Python programs in runner/ that
// execute runs (runner.go). The runner speaks the engine protocol, so nobody
// else needs to know that it is Python.
package python
