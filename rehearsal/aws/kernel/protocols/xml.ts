import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { ApiResponse } from '../http.ts';
import type { OperationModel, ServiceModel } from '../model.ts';

/** Settings as the SDK's own query protocol reads answers with: ISO times unless a trait says otherwise. */
const XML_SETTINGS = { httpBindings: false, timestampFormat: { useTrait: true, default: 5 as const } };

/** An output's members as XML elements, without an element around them. */
export function writeMembers(service: ServiceModel, operation: OperationModel, output: object): string {
  if (!operation.output.isStructSchema()) return '';
  const serializer = new XmlShapeSerializer({
    ...XML_SETTINGS,
    xmlNamespace: '',
    serviceNamespace: service.xmlNamespace,
  });
  serializer.write(operation.output, output);
  // The serializer puts an element around them that is named after the shape.
  return /^<[^>]*[^/]>([\s\S]*)<\/[^>]+>$/.exec(String(serializer.flush()))?.[1] ?? '';
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Characters that XML does not have, in any spelling: a message that repeats one would be read by nobody. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is replaced
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function xmlResponse(status: number, xml: string, requestId: string): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: new TextEncoder().encode(xml.replace(FORBIDDEN, '\ufffd')),
  };
}
