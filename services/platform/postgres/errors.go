package postgres

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
)

// SQLSTATE codes of PostgreSQL, Appendix A of its manual.
const (
	codeForeignKey    = "23503"
	codeUnique        = "23505"
	codeCheck         = "23514"
	codeSerialization = "40001"
	codeDeadlock      = "40P01"
	codeLockTimeout   = "55P03"
)

// IsUnique says whether err is a violation of the named unique constraint or
// index; an empty name stands for any.
func IsUnique(err error, constraint string) bool {
	return violates(err, codeUnique, constraint)
}

// IsForeignKey says whether err is a violation of the named foreign key; an
// empty name stands for any.
func IsForeignKey(err error, constraint string) bool {
	return violates(err, codeForeignKey, constraint)
}

// IsCheck says whether err is a violation of the named CHECK constraint; an
// empty name stands for any.
func IsCheck(err error, constraint string) bool {
	return violates(err, codeCheck, constraint)
}

// IsSerialization says whether the transaction was given up by PostgreSQL in
// favour of another, by a serialization failure or a deadlock: run again from
// its start it may succeed.
func IsSerialization(err error) bool {
	code := code(err)
	return code == codeSerialization || code == codeDeadlock
}

// IsLockTimeout says whether a row stayed locked by another transaction for
// longer than a statement may wait.
func IsLockTimeout(err error) bool { return code(err) == codeLockTimeout }

// Constraint is the name of the constraint that err violates, or "".
func Constraint(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.ConstraintName
	}
	return ""
}

func violates(err error, want, constraint string) bool {
	return code(err) == want && (constraint == "" || Constraint(err) == constraint)
}

func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}
