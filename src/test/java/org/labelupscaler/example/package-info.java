/** The examples of docs/extending.md, which shows their very text. */
package org.labelupscaler.example;
