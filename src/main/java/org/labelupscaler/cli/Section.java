package org.labelupscaler.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Under which heading an option stands in the help of its command. The headings come in this order. */
enum Section {

	SIZE("How large, one of these"), //
	SOURCE("The source"), //
	LABELS("Which labels"), //
	CELLS("The cells"), //
	PICTURE("The picture"), //
	TARGET("How it is written"), //
	RUN("The run"), //
	BUCKET("Addresses that begin with s3://"), //
	OUTPUT("What is shown");

	/** Says it of an option, or of all options of a class that do not say it themselves. */
	@Retention(RetentionPolicy.RUNTIME)
	@Target({ ElementType.FIELD, ElementType.TYPE })
	@interface Of {

		/** @return the section */
		Section value();
	}

	private final String heading;

	Section(final String heading) {
		this.heading = heading;
	}

	/** What stands above. */
	String heading() {
		return heading;
	}
}
