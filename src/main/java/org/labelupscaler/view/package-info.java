/**
 * Labels to look at: a colour for each label, slices as pictures, and volumes in levels that are read or computed as they
 * are looked at; cells to be seen over them. Knows sources, N5, ontologies, the job and cells; knows no user interface.
 * Windows are rooms below this one.
 */
package org.labelupscaler.view;
