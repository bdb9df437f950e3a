// After a step to another page the focus stands at its beginning: what was
// pressed is gone or lies in the frame, and the way from there would begin anew.

/** True where the focus is on its own already: in the new page, in a dialog, or at a place that the address names. */
function taken(main: HTMLElement): boolean {
  const at = document.activeElement;
  return main.contains(at) || location.hash !== "" || document.querySelector("dialog[open], .ant-modal-wrap:not([style*='none']), .ant-drawer-open") !== null;
}

/** Called after the step; a dialog that led here gives the focus back first. */
export function arrive(): void {
  requestAnimationFrame(() => {
    const main = document.getElementById("content");
    if (main && !taken(main)) main.focus({ preventScroll: true });
  });
}
