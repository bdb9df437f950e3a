// Package web holds the built portal.
//
// It guarantees that FS always answers with a readable tree, empty but for a
// marker when the portal has not been built. It refuses to know how the files
// are served: addresses, headers and the content security policy belong to the
// HTTP side.
package web

import (
	"embed"
	"io/fs"
)

// Dist is the folder the portal is built into. The prefix all: also embeds the
// marker file that keeps the folder in a clone where nothing is built yet.
//
//go:embed all:dist
var Dist embed.FS

// FS returns the built portal with its index.html at the root.
func FS() fs.FS {
	sub, err := fs.Sub(Dist, "dist")
	if err != nil {
		// fs.Sub refuses only a malformed name, and this one is a constant.
		panic(err)
	}
	return sub
}
