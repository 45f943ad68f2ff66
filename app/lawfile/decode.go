package lawfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decoded returns a file's text as UTF-8 with line ends of one kind: UTF-16 is
// known by its mark or by its zero bytes, and what is not UTF-8 is taken as
// Latin-1, in which every byte is a letter.
func decoded(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return "", errors.New("this is a workbook (.xlsx or .ods) or another archive; save its sheet as CSV")
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		raw = fromUTF16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		raw = fromUTF16(raw[2:], binary.BigEndian)
	default:
		if order := unmarked(raw); order != nil {
			raw = fromUTF16(raw, order)
		}
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if at := bytes.IndexByte(raw, 0); at >= 0 {
		return "", fmt.Errorf("line %d: this is no text", 1+bytes.Count(raw[:at], []byte("\n")))
	}
	text := string(raw)
	if !utf8.Valid(raw) {
		runes := make([]rune, len(raw))
		for i, b := range raw {
			runes[i] = rune(b)
		}
		text = string(runes)
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), nil
}

// unmarked returns the byte order of UTF-16 without a mark, in which every
// other byte of plain text is zero; nil when it is something else.
func unmarked(raw []byte) binary.ByteOrder {
	if len(raw) < 4 || len(raw)%2 != 0 {
		return nil
	}
	var zeros [2]int
	for i, b := range raw {
		if b == 0 {
			zeros[i%2]++
		}
	}
	most := len(raw) / 2 * 9 / 10
	switch {
	case zeros[1] > most && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > most && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

func fromUTF16(raw []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}
