import "antd/dist/reset.css";
import "./app/app.css";
import "./app/still.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { Look } from "./app/Look";
import { queries } from "./app/queries";
import { router } from "./app/routes";
import { startShade } from "./app/shade";
import { startLanguage } from "./i18n";

startShade();
startLanguage();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Look>
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
);
