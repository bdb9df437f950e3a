// The one place where colours and sizes are decided, light and dark. The
// component library is set from it; app.css says the same to the style sheets
// as --y-… variables, and a test holds the two together. Contrast is checked by
// the browser tests; the defaults of the menu and of secondary text fall short
// and are set here.

import { theme as library, type ThemeConfig } from "antd";

export type Shade = "light" | "dark";

/** Colours by what they mean; each is the variable --y-NAME. */
export const palette = {
  light: {
    bg: "#f4f6f9", surface: "#ffffff", raised: "#f7f9fb", line: "#dde3ea", "line-strong": "#8a96a3",
    text: "#1b2733", muted: "#4a5565", brand: "#0f4c81", "on-brand": "#ffffff", "brand-soft": "#e3eef9",
    warn: "#8a4b00", "warn-soft": "#fff4dc", bad: "#b42318", "bad-soft": "#fdeceb", good: "#1a6b3c", "good-soft": "#e6f5ec", focus: "#b86e00",
  },
  dark: {
    bg: "#10161d", surface: "#18212b", raised: "#1e2935", line: "#31404f", "line-strong": "#7d8c9c",
    text: "#e4eaf1", muted: "#a9b6c5", brand: "#86bef2", "on-brand": "#08192a", "brand-soft": "#1d3a57",
    warn: "#f0b463", "warn-soft": "#3b2c12", bad: "#ff9a8d", "bad-soft": "#451f1c", good: "#7fd1a0", "good-soft": "#17382a", focus: "#ffc247",
  },
} as const;

export const FONT = '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';

function themeOf(shade: Shade): ThemeConfig {
  const c = palette[shade];
  return {
    algorithm: shade === "dark" ? library.darkAlgorithm : library.defaultAlgorithm,
    token: {
      colorPrimary: c.brand, colorLink: c.brand, colorInfo: c.brand, colorError: c.bad, colorWarning: c.warn, colorSuccess: c.good,
      colorText: c.text, colorTextHeading: c.text, colorTextSecondary: c.muted, colorTextTertiary: c.muted, colorTextDescription: c.muted,
      colorTextPlaceholder: c.muted, colorTextDisabled: c.muted, colorTextLightSolid: shade === "dark" ? c.bg : "#ffffff",
      colorBgLayout: c.bg, colorBgContainer: c.surface, colorBgElevated: shade === "dark" ? c.raised : c.surface,
      colorBgSpotlight: c.text, colorBorderSecondary: c.line,
      colorSuccessBg: c["good-soft"], colorSuccessBorder: c.good, colorWarningBg: c["warn-soft"], colorWarningBorder: c.warn,
      colorErrorBg: c["bad-soft"], colorErrorBorder: c.bad, colorInfoBg: c["brand-soft"], colorInfoBorder: c["line-strong"],
      ...(shade === "dark" && {
        colorPrimaryHover: "#a5cff6", colorPrimaryActive: "#6aa9e2", colorPrimaryBg: c["brand-soft"], colorPrimaryBorder: c["line-strong"],
        colorBorder: "#4a5b6c",
      }),
      borderRadius: 8, fontFamily: FONT,
      motion: false, // quiet, and a button that was loading is a button again at once
    },
    components: {
      Menu: { itemColor: c.text, itemSelectedColor: c.brand, itemSelectedBg: c["brand-soft"], itemHeight: 40, groupTitleColor: c.muted, itemBg: "transparent" },
      Layout: { headerBg: c.surface, siderBg: c.surface, bodyBg: c.bg, headerHeight: 56, headerPadding: "0 16px" },
      Tabs: { itemColor: c.muted },
      Button: { primaryColor: c["on-brand"] },
    },
  };
}

/** What the component library is set to. */
export const themes: Record<Shade, ThemeConfig> = { light: themeOf("light"), dark: themeOf("dark") };
