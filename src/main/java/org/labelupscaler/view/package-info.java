/**
 * Labels to look at: a colour for each label, slices as pictures, and volumes in levels that are read or computed as
 * they are looked at; places of cells to be seen over them. Knows the job, sources, volumes, ontologies and what these
 * stand on, and N5 and Zarr as sources, whose levels it looks at one by one; knows neither {@code cells} nor a user
 * interface. Windows are rooms below this one.
 */
package org.labelupscaler.view;
