/**
 * Pictures of labels: a colour for each label, and slices as images. Knows sources and N5; knows no user interface.
 */
package org.labelupscaler.view;
