// What the generated descriptors import in place of protovalidate's own: the
// same file by name, without its thousands of rules. The portal draws forms
// from two of them and imports those where it does (form/spec.ts); every other
// page loads its service without 26 kB that it never reads. See vite.config.ts.

import { create, toBinary } from "@bufbuild/protobuf";
import { base64Encode } from "@bufbuild/protobuf/wire";
import { fileDesc } from "@bufbuild/protobuf/codegenv2";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";

const named = create(FileDescriptorProtoSchema, { name: "buf/validate/validate.proto", package: "buf.validate", syntax: "proto2" });

export const file_buf_validate_validate = /* @__PURE__ */ fileDesc(base64Encode(toBinary(FileDescriptorProtoSchema, named)), []);
