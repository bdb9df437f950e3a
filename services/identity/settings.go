package identity

import "time"

// Settings are the figures of sign-in. They belong to the installation, not to
// the bureau's rule pack: they protect accounts and judge no project.
type Settings struct {
	SessionIdle     time.Duration // a session unused for this long ends
	SessionAbsolute time.Duration // and in any case this long after sign-in
	TouchEvery      time.Duration // how often use is written down; idle expiry is late by at most this

	FailureWindow     time.Duration // failures older than this no longer count
	FailuresPerLogin  int           // this many within the window lock the login
	FailuresPerSource int           // this many lock the address; an office may share one

	InvitationDays int           // an invitation's life when the inviter names none
	LongestStandIn time.Duration // a colleague who acts for longer should hold the role

	MinPassword  int // characters
	MaxPassword  int // bytes: more would only be work for the hash
	MinDistinct  int // different characters in a password
	MinKinds     int // of lower case, upper case, digits and other signs …
	LongPassword int // … unless it has at least this many characters
}

// DefaultSettings are what an installation starts with.
var DefaultSettings = Settings{
	SessionIdle:     2 * time.Hour,
	SessionAbsolute: 12 * time.Hour,
	TouchEvery:      time.Minute,

	FailureWindow:     15 * time.Minute,
	FailuresPerLogin:  8,
	FailuresPerSource: 60,

	InvitationDays: 14,
	LongestStandIn: 366 * 24 * time.Hour,

	MinPassword:  10,
	MaxPassword:  200,
	MinDistinct:  5,
	MinKinds:     3,
	LongPassword: 16,
}
