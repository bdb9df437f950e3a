// The pages that are drawn with the component library.

import { Outlet } from "react-router";
import { Library } from "./Library";

export function Messages() {
  return <Library><Outlet /></Library>;
}
