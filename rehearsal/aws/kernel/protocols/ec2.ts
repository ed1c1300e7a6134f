import { AwsError } from '../errors.ts';
import { type FormDialect, readFormInput } from './form.ts';
import { nameError, type Protocol } from './protocol.ts';
import { missingAction } from './query.ts';
import { escapeXml, writeMembers, xmlResponse } from './xml.ts';

const dialect: FormDialect = {
  memberField(name, member) {
    const traits: { readonly ec2QueryName?: string; readonly xmlName?: string } = member.getMergedTraits();
    const field = traits.xmlName ?? name;
    return traits.ec2QueryName ?? field.charAt(0).toUpperCase() + field.slice(1);
  },
  isFlat: () => true,
};

/** EC2's variant of query: every list is flat, names begin with a capital, and errors have an envelope of their own. */
export function createEc2Protocol(form: URLSearchParams): Protocol {
  return {
    findOperation(name, { version, operations }) {
      const asked = form.get('Version');
      if (asked === null)
        throw new AwsError('MissingParameter', 'The request must contain the parameter Version');
      if (asked !== version) {
        throw new AwsError(
          'NoSuchVersion',
          `The requested version (${asked}) of service AmazonEC2 does not exist`,
        );
      }
      if (name === '') throw missingAction();
      const operation = operations.get(name);
      if (operation) return operation;
      throw new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`);
    },
    readInput: (operation) => readFormInput(form, operation.input, dialect),
    writeOutput({ service, operation, output, requestId }) {
      const { name } = operation;
      const xml =
        `<?xml version="1.0" encoding="UTF-8"?>\n<${name}Response xmlns="${service.xmlNamespace}/">` +
        `<requestId>${requestId}</requestId>${writeMembers(service, operation, output)}</${name}Response>`;
      return xmlResponse(200, xml, requestId);
    },
    writeError(error, requestId, service) {
      const { code, status } = nameError(error, service);
      const xml =
        `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${escapeXml(code)}</Code>` +
        `<Message>${escapeXml(error.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`;
      return xmlResponse(status, xml, requestId);
    },
  };
}
