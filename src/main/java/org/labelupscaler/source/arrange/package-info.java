/**
 * What a user can have done to the labels before they are scaled: a box cut out, axes exchanged and turned round, some
 * labels selected, all of them renumbered. Each is a {@code LabelSource} over another, so that nothing is copied. Knows
 * {@code source} and what that knows.
 */
package org.labelupscaler.source.arrange;
