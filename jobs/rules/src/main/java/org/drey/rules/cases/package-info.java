/**
 * Cases: alerts that hang together by one entity that they name. First what an entity names, and
 * what of it travels to whom it names ({@link org.drey.rules.cases.EntityLinks}); then the star of
 * an entity that is named, and the case that it makes ({@link org.drey.rules.cases.CaseState}).
 * Nothing goes back to the score. Depends on schema, compile's tracks, score's revisions and
 * state's bytes. Start with {@link org.drey.rules.cases.CaseStar}.
 */
@NullMarked
package org.drey.rules.cases;

import org.jspecify.annotations.NullMarked;
