/**
 * A campaign against the promise that nothing is lost: runs that are killed, crowded, starved and misled, each ending compared
 * with an undisturbed one, byte for byte. Started by hand, {@link org.labelupscaler.campaign.Campaign}; its table stands in
 * docs/reliability.md. It knows the program from outside, and from inside only what {@code upscale} offers to everybody.
 */
package org.labelupscaler.campaign;
