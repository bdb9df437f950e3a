// Colours and sizes. Contrast is checked by the browser tests; the defaults of
// the menu and of secondary text fall short and are set here.

import type { ThemeConfig } from "antd";

export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0f4c81",
    colorLink: "#0b5394",
    colorTextSecondary: "#4a5565",
    colorTextTertiary: "#566172",
    colorTextDescription: "#4a5565",
    colorTextPlaceholder: "#667085",
    colorTextDisabled: "#5f6b7a",
    colorError: "#b42318",
    colorWarning: "#9a5b00",
    colorSuccess: "#1a6b3c",
    borderRadius: 8,
    fontFamily: '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif',
  },
  components: {
    Menu: { itemColor: "#26323f", itemSelectedColor: "#0b3d69", itemSelectedBg: "#e3eef9", itemHeight: 42 },
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", bodyBg: "#f4f6f9", headerHeight: 56, headerPadding: "0 16px" },
    Tabs: { itemColor: "#36424f" },
  },
};

/** The nonce that lets the styles made at run time pass the content security policy. */
export function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined;
}
