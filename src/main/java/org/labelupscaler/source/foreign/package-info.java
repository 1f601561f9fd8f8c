/**
 * Names files of formats that are known and not read, with what turns them into something that is: tables of signatures.
 * Knows nothing but the exceptions of the root package.
 */
package org.labelupscaler.source.foreign;
