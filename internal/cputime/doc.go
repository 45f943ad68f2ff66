// Package cputime reads what this process has cost the machine's cores so far.
package cputime
