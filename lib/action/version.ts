/** The suite's version, as user agents show it; the same as in package.json. */
export const VERSION = '0.1.0';
