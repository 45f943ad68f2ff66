// Package explore is the page on which one piece of work is measured under many
// models: at the left what to run, in the middle four charts, below them the
// answer, the points and how far the sweep is. Page ties these parts together;
// each of them knows only what it shows. What takes time, sweeps above all, lies
// in package measuring.
package explore
