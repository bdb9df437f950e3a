// Package policy holds a bureau's rules as data: versioned rule packs, the working-day calendar, eligibility in CEL,
// scoring rubrics and typed forms.
//
// It guarantees that a [Pack] in hand is whole: every rule has a known unit and a graded source, every rubric adds up
// to 100, every form field has a type, every eligibility expression compiles and names rules that exist. A pack that
// breaks one of these is refused with the file and line of each fault, all at once. A pack survives storage: [Parse]
// of [Pack.Marshal] has the same [Pack.Hash].
//
// It refuses to know who is acting, what state a docket is in and where facts come from: callers hand in facts and
// times and get values, dates and reasons. It reads no clock and opens no connection.
package policy
