package identity

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"yanlu/services/platform/problem"
)

// Sequences that make a password guessable however long it is made by repeating them.
var guessable = []string{"password", "passw0rd", "qwerty", "123456", "abcdef", "111111", "admin123", "iloveyou"}

// CheckPassword refuses a password that is easy to guess: too short, of few
// signs, of few kinds, holding the login, or built on a common sequence. The
// refusal is WEAK_PASSWORD with one violation for each defect of the field.
func (s Settings) CheckPassword(field, password, login string) error {
	p := problem.New(problem.Invalid, "WEAK_PASSWORD", "密码强度不足", "the password is too weak")
	lower := strings.ToLower(password)
	length := utf8.RuneCountInString(password)
	if length < s.MinPassword {
		n := strconv.Itoa(s.MinPassword)
		p.At(field, "密码至少 "+n+" 个字符", "at least "+n+" characters")
	}
	if len(password) > s.MaxPassword {
		n := strconv.Itoa(s.MaxPassword)
		p.At(field, "密码不能超过 "+n+" 个字节", "at most "+n+" bytes")
	}
	if distinct(password) < s.MinDistinct {
		n := strconv.Itoa(s.MinDistinct)
		p.At(field, "密码至少使用 "+n+" 种不同的字符", "at least "+n+" different characters")
	}
	if length < s.LongPassword && kinds(password) < s.MinKinds {
		p.At(field, "请混合使用大写、小写、数字、符号中的至少 "+strconv.Itoa(s.MinKinds)+" 类，或使用不少于 "+strconv.Itoa(s.LongPassword)+" 个字符",
			"mix at least "+strconv.Itoa(s.MinKinds)+" of upper case, lower case, digits and signs, or use "+strconv.Itoa(s.LongPassword)+" characters or more")
	}
	if login != "" && strings.Contains(lower, strings.ToLower(login)) {
		p.At(field, "密码不能包含登录名", "must not contain the login")
	}
	for _, g := range guessable {
		if strings.Contains(lower, g) {
			p.At(field, "密码包含常见的弱口令片段", "contains a common weak sequence")
			break
		}
	}
	if len(p.Violations) == 0 {
		return nil
	}
	return p
}

func distinct(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

func kinds(s string) int {
	var lower, upper, digit, other int
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	return lower + upper + digit + other
}
