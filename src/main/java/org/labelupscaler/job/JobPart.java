package org.labelupscaler.job;

import java.io.Serializable;

import org.labelupscaler.InvalidInputException;

/**
 * How much of a job a run does. A job can be cut into parts that runs in as many processes do, on one machine or many, at once or one
 * after the other; when all are done, a last run finishes it.
 */
public sealed interface JobPart extends Serializable {

	/** All of it. */
	record Whole() implements JobPart {}

	/** One of several parts of about the same length, which need nothing of each other. */
	record One(int number, int count) implements JobPart {

		/**
		 * @param number which, from 1
		 * @param count how many there are
		 * @throws InvalidInputException if there is no such part
		 */
		public One {
			if (count < 1 || count > MOST || number < 1 || number > count)
				throw new InvalidInputException("part: " + number + "/" + count + " is no part; of n parts, at most " + MOST +
					", name 1/n to n/n");
		}
	}

	/** What is left when all parts are done: the label table, and the mark that the target is complete. */
	record Finish() implements JobPart {}

	/** The most parts of a job. */
	int MOST = 1_000_000;
}
