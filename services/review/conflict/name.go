package conflict

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Plain is a name of a person or an organisation as it is compared: width,
// spaces, dots between the parts of a name and case tell nobody apart.
func Plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("·・•‧∙⋅.", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(name))
}

// place is a name at a unit; empty when either is missing.
func place(name, unit string) string {
	if name, unit = Plain(name), Plain(unit); name != "" && unit != "" {
		return name + "\x00" + unit
	}
	return ""
}

// shared is the unit of the one side that the other side has too, as the one wrote it.
func shared(ours, theirs []string) string {
	for _, t := range theirs {
		for _, o := range ours {
			if p := Plain(t); p != "" && p == Plain(o) {
				return t
			}
		}
	}
	return ""
}
