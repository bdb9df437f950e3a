// Package embedded supervises the two servers that Yanlu runs for itself when
// it is given neither a database nor a Temporal address: a private PostgreSQL
// and the workflow engine.
//
// It guarantees that they listen on the loopback only, that one that dies is
// started again and said so, that what a killed run of ours left behind is
// adopted or ended before anything new starts, and that a clean stop is clean.
// It refuses to know what is stored in them.
//
// It needs Linux: processes are followed through /proc and pidfd, so that a
// recycled process id is never mistaken for ours.
package embedded
