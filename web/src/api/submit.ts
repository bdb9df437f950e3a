// Calls a verb that is known only by its descriptor and reads its receipt.

import type { DescMethodUnary, MessageShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";
import { ReceiptSchema, type Receipt } from "../gen/yanlu/docket/v1/docket_pb";
import { transport } from "./transport";

export type RequestFields = Record<string, unknown>;

/** Sends a request message made of local field names; the answer of every verb is a receipt. */
export async function submit(method: DescMethodUnary, fields: RequestFields): Promise<Receipt> {
  const request = create(method.input, fields as never);
  const response = await transport.unary(method, undefined, undefined, undefined, request as MessageShape<typeof method.input> as never);
  if (response.message.$typeName !== ReceiptSchema.typeName) {
    throw new TypeError(`${method.name} answered with ${response.message.$typeName}, not with a receipt`);
  }
  return response.message as Receipt;
}
