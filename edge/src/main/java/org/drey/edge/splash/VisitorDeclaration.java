package org.drey.edge.splash;

import org.drey.edge.splash.template.ProcessingStatement;

/**
 * A network's declaration about its visitors.
 *
 * @param processing what the page says of it
 * @param hash the same for two declarations exactly if they are the same; the label of a metric
 */
public record VisitorDeclaration(ProcessingStatement processing, String hash) {}
