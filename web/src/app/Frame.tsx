// The frame around every page: brand, navigation by role, search, bell, account.
// It is written without the component library, so that a public page loads little.

import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined, SearchOutlined } from "@ant-design/icons";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Link, Outlet, ScrollRestoration, useLocation } from "react-router";
import { useSpeak } from "../i18n";
import { useWords } from "../i18n/words";
import { Modal } from "../ui/Modal";
import { AccountMenu } from "./AccountMenu";
import { keep, oneOf, useKept } from "./kept";
import { Navigation } from "./Navigation";
import { useSession } from "./session";
import { useSearchKeys } from "./useSearchKeys";
import { frameWords } from "./words";

const Desk = lazy(async () => ({ default: (await import("./Desk")).Desk }));
const loadPalette = () => import("./search/Palette");
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));

const fold = keep<"" | "folded">("yanlu.nav", "", oneOf("", "folded"));

export function Brand() {
  const { t } = useSpeak();
  return (
    <Link to="/" className="frame-brand">
      <img src="/mark.svg" alt="" width={28} height={28} />
      {t("product")} <small>{t("tagline")}</small>
    </Link>
  );
}

function Side() {
  const w = useWords(frameWords);
  const folded = useKept(fold) === "folded";
  return (
    <aside className={folded ? "frame-side frame-side-folded" : "frame-side"}>
      <Navigation folded={folded} />
      <button type="button" className="tool fold" aria-label={w(folded ? "unfold" : "fold")} aria-expanded={!folded} onClick={() => fold.set(folded ? "" : "folded")}>
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      </button>
    </aside>
  );
}

export function Frame() {
  const w = useWords(frameWords);
  const { me } = useSession();
  const [open, setOpen] = useState(false);
  const [searching, setSearching] = useState<boolean>();
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current !== pathname) void import("./arrive").then(({ arrive }) => arrive());
    shown.current = pathname;
  }, [pathname]);
  const person = me?.person;
  useEffect(() => {
    // What is typed right after the key must find the palette there.
    const timer = person ? setTimeout(() => void loadPalette(), 1_500) : undefined;
    return () => clearTimeout(timer);
  }, [person]);
  useSearchKeys(me !== null, () => setSearching(true));
  return (
    <div className="frame">
      <a href="#content" className="skip">{w("skip")}</a>
      <header className="frame-header">
        <button type="button" className="tool only-narrow" aria-label={w("openNav")} onClick={() => setOpen(true)}><MenuOutlined /></button>
        <Brand />
        <div className="frame-tools">
          {me && (
            <button type="button" className="tool search-open" aria-label={w("searchKeys")} onClick={() => setSearching(true)}>
              <SearchOutlined /> <span className="hide-narrow">{w("search")}</span> <kbd className="hide-narrow" aria-hidden>/</kbd>
            </button>
          )}
          {me && <Suspense fallback={null}><Desk person={me.person} /></Suspense>}
          <AccountMenu />
        </div>
      </header>
      <div className="frame-body">
        <Side />
        <main id="content" tabIndex={-1} className="frame-main"><Outlet /></main>
      </div>
      <Modal open={open} label={w("main")} className="modal-nav" onClose={() => setOpen(false)}>
        <div className="between modal-nav-head"><Brand /><button type="button" className="tool" aria-label={w("close")} onClick={() => setOpen(false)}>✕</button></div>
        <Navigation />
      </Modal>
      {searching !== undefined && me && <Suspense fallback={null}><Palette open={searching} onClose={() => setSearching(false)} /></Suspense>}
      <ScrollRestoration />
    </div>
  );
}
