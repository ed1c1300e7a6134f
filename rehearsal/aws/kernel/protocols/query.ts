import { AwsError } from '../errors.ts';
import type { Schema } from '../model.ts';
import { type FormDialect, readFormInput } from './form.ts';
import { faultOf, nameError, type Protocol } from './protocol.ts';
import { escapeXml, writeMembers, xmlResponse } from './xml.ts';

const dialect: FormDialect = {
  memberField: (name, member) => member.getMergedTraits().xmlName ?? name,
  isFlat: (schema: Schema) => Boolean(schema.getMergedTraits().xmlFlattened),
};

/** What both query protocols say to a form without an action. */
export function missingAction(): AwsError {
  return new AwsError('MissingAction', 'The request must contain the parameter Action.');
}

/** AWS query: operation and input as form fields, answers in XML. */
export function createQueryProtocol(form: URLSearchParams): Protocol {
  return {
    findOperation(name, { version, operations }) {
      const asked = form.get('Version') ?? 'NO_VERSION_SPECIFIED';
      const operation = asked === version ? operations.get(name) : undefined;
      if (operation) return operation;
      if (name === '') throw missingAction();
      throw new AwsError('InvalidAction', `Could not find operation ${name} for version ${asked}`);
    },
    readInput: (operation) => readFormInput(form, operation.input, dialect),
    writeOutput({ service, operation, output, requestId }) {
      const { name } = operation;
      const xml =
        `<${name}Response xmlns="${service.xmlNamespace}">` +
        `<${name}Result>${writeMembers(service, operation, output)}</${name}Result>` +
        `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`;
      return xmlResponse(200, xml, requestId);
    },
    writeError(error, requestId, service) {
      const { code, status } = nameError(error, service);
      const xml =
        `<ErrorResponse xmlns="${service?.xmlNamespace ?? ''}"><Error><Type>${faultOf(status)}</Type>` +
        `<Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message></Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`;
      return xmlResponse(status, xml, requestId);
    },
  };
}
