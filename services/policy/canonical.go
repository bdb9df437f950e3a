package policy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
)

// maxPackBytes bounds stored JSON; the default pack is about a tenth of it.
const maxPackBytes = 4 << 20

// Marshal gives the canonical JSON of the resolved pack: fixed key order, no spaces, no HTML escapes. [Parse] reads it.
func (p *Pack) Marshal() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(p); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buf.Bytes(), "\n"), nil
}

// Hash is the SHA-256 of the canonical JSON in hex. Packs that rule alike word for word hash alike.
func (p *Pack) Hash() string {
	data, err := p.Marshal()
	if err != nil { // a loaded pack holds only plain values, which always encode
		panic(err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Parse reads a pack from JSON as [Pack.Marshal] writes it; key order and spacing are free, so a pack that PostgreSQL
// kept as jsonb comes back with the same hash. Faults are joined [*LoadError]s without lines.
func Parse(data []byte) (*Pack, error) {
	if len(data) > maxPackBytes {
		return nil, &LoadError{Zh: "规则包过大", En: "pack too large"}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var tree map[string]any
	if err := dec.Decode(&tree); err != nil {
		return nil, &LoadError{Zh: "JSON 语法错误", En: err.Error()}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, &LoadError{Zh: "JSON 之后有多余内容", En: "trailing data after JSON"}
	}
	var faults []*LoadError
	normalise(tree, "", 0, &faults)
	if len(faults) > 0 {
		return nil, joinLoadErrors(faults)
	}
	p, faults := decodePack(tree, nil)
	if len(faults) > 0 {
		return nil, joinLoadErrors(faults)
	}
	if err := p.finish(nil); err != nil {
		return nil, err
	}
	return p, nil
}
