package org.labelupscaler.source.arrange;

/** What is written for a label. */
public enum Values {

	/** The label itself. */
	IDS,
	/** 1 in uint8 for every label. */
	MASK,
	/** A number from 1 on, in the order of the labels, in the smallest unsigned type that holds them all. */
	COMPACT
}
