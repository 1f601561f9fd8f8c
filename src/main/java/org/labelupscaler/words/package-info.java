/**
 * All that a user says and is told, the same in all front ends: keys, the labels of fields, the texts of macros, and the
 * builders that take words and say all that is wrong with them at once; what a plan looks like in words. Knows the job,
 * cells and what there is to look at, whose typed options it makes, and puts cells over labels, as neither room knows
 * the other; no room below it knows words.
 */
package org.labelupscaler.words;
