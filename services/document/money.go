package document

import (
	"strconv"
	"strings"
)

// wanDigits is how many digits after the point say everything: 1 万元 is a million 分.
const wanDigits = 6

// wan writes 分 as 万元 with exact digits, at least two after the point: “1,200.50”.
func wan(fen int64) string { return wanAt(fen, 2) }

// wanAt writes 分 as 万元 with at least so many digits after the point, so that a column stands in line.
func wanAt(fen int64, least int) string {
	sign := ""
	digits := strconv.FormatInt(fen, 10)
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	digits = strings.Repeat("0", max(0, wanDigits+1-len(digits))) + digits
	whole, part := digits[:len(digits)-wanDigits], digits[len(digits)-wanDigits:]
	keep := max(least, len(strings.TrimRight(part, "0")))
	return sign + grouped(whole) + "." + part[:min(keep, wanDigits)]
}

// exactly is how many digits after the point an amount needs.
func exactly(fen int64) int {
	for digits, unit := 0, int64(1_000_000); ; digits, unit = digits+1, unit/10 {
		if fen%unit == 0 {
			return digits
		}
	}
}

func grouped(whole string) string {
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole
}

// fenOf reads an amount as the record keeps it: a number of 分, or its digits.
func fenOf(v any) (int64, bool) {
	switch x := v.(type) {
	case float64:
		n := int64(x)
		return n, float64(n) == x
	case int64:
		return x, true
	case string:
		n, err := strconv.ParseInt(x, 10, 64)
		return n, err == nil && x != ""
	}
	return 0, false
}

// number writes a number of JSON without an exponent.
func number(x float64) string {
	if x == float64(int64(x)) {
		return strconv.FormatInt(int64(x), 10)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
