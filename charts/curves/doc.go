// Package curves draws values of models against numbers of workers: curves with
// their 95 % intervals, the ideal, the machine's cores, and names where the
// curves end. Speedup, efficiency, overhead and others are a [Chart] each; laws
// and the convoy effect take their pieces alone. It knows no figure.
package curves
