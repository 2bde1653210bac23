/**
 * ISO 20022: payments, what became of them, and notices of accounts, as messages of XML. Start at
 * {@link org.drey.collect.iso20022.MessageIntake}, for those that keep coming at {@link
 * org.drey.collect.iso20022.LiveMessages}. Knows feeds, and what is posted.
 */
@NullMarked
package org.drey.collect.iso20022;

import org.jspecify.annotations.NullMarked;
