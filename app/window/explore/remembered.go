package explore

import (
	"encoding/json"
	"log/slog"

	"weft/app/planning"
	"weft/app/settings"
)

// The keys of what the page remembers between starts.
const (
	prefChoices = "choices"
	prefColumns = "columns" // how the splits share their space
	prefRows    = "rows"
	prefHalves  = "halves"
	prefExports = "exports" // the folder of the last export
)

// rememberedChoices are those of the last time, with everything unknown left out.
func rememberedChoices(s *settings.Store, cores int) planning.Choices {
	c := planning.First(cores)
	text := s.String(prefChoices)
	if text == "" {
		return c
	}
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		slog.Debug("remembered choices can't be read", "err", err)
		return planning.First(cores)
	}
	c.Precision = planning.InPercent(c.Precision) // older settings leave the sign to the form
	return c.Sound(cores)
}

// keepChoices remembers choices.
func keepChoices(s *settings.Store, c planning.Choices) {
	text, err := json.Marshal(c)
	if err != nil {
		slog.Debug("choices can't be remembered", "err", err)
		return
	}
	s.SetString(prefChoices, string(text))
}

// offset is a split's share, within 0.1 to 0.9.
func offset(s *settings.Store, key string, first float64) float64 {
	return max(0.1, min(s.FloatWithFallback(key, first), 0.9))
}
