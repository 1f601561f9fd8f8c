package org.labelupscaler.spark;

import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;

/**
 * A failure on its way from an executor to the driver. NB: has no stack trace, for Spark writes the whole of it into its log for each time
 * it has tried.
 */
final class TaskFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final List<Message> messages;
	private final boolean isInput;

	/**
	 * @param failure what happened
	 * @param executor where
	 */
	TaskFailure(final LabelUpscalerException failure, final String executor) {
		super(failure.getMessage(), null, false, false);
		final String where = executor.equals("driver") ? "" : "executor " + executor;
		messages = failure.messages().stream().map(message -> message.in(where)).toList();
		isInput = failure instanceof InvalidInputException;
	}

	/**
	 * Says why a job of Spark has failed.
	 *
	 * @param failure what Spark says
	 * @return one line of it
	 */
	static LabelUpscalerException inWords(final Throwable failure) {
		for (Throwable e = failure; e != null; e = e.getCause())
			if (e instanceof TaskFailure own)
				return own.isInput ? new InvalidInputException(own.messages) : new LabelUpscalerException(own.messages, failure);
		final String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("").replaceFirst(
			"^Job aborted due to stage failure: ", "");
		return new LabelUpscalerException("Spark has given up: " + (line.isEmpty() || line.equals("null") ? failure.toString() : line) + (line
			.contains("ExecutorLost") || line.contains("OutOfMemory")
				? " Executors that end by themselves often have too little memory: give more (--executor-memory), or fewer cores each." : ""), failure);
	}
}
