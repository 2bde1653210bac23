/**
 * The world of the demo: a seeded population whose events, list and configuration are made up, and
 * the truth about what is planted in it. No name, person or account in it exists.
 *
 * <p>May depend on the schemas, {@code people}, the rules' reading of files, Avro and Jackson only.
 * Start at {@link org.drey.local.generate.SyntheticWorld}; what a kind of person does is in its
 * file.
 */
@NullMarked
package org.drey.local.generate;

import org.jspecify.annotations.NullMarked;
