// Hands a text to the browser to keep as a file.

export function saveText(text: string, name: string, type = "text/plain"): void {
  const place = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = place;
  link.download = name;
  link.click();
  URL.revokeObjectURL(place);
}
