// The place of a field on the page, for links to it.

export const anchorOf = (path: string): string => `field-${path.replaceAll(/[^\w]/g, "-")}`;
