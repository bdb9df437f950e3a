// Vite empties dist/ before it builds; the marker that keeps the folder in a
// clone where nothing is built yet is put back here.
import { writeFileSync } from "node:fs";

writeFileSync(new URL("../dist/.gitkeep", import.meta.url), "");
