package org.labelupscaler.spark;

import java.io.Serializable;

import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What a task makes of its range. */
final class OnlyElement extends AbstractFunction1<Iterator<byte[]>, byte[]> implements Serializable {

	private static final long serialVersionUID = 1L;

	@Override
	public byte[] apply(final Iterator<byte[]> elements) {
		return elements.next();
	}
}
