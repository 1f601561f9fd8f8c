/** Labels in an ImageJ window: a virtual stack in label colours. Knows ImageJ. */
package org.labelupscaler.view.imagej;
