package org.drey.cli.size;

/**
 * A measured figure.
 *
 * @param figure its name
 * @param value what was measured
 * @param unit of the value
 * @param measured what it is, and between which values runs were
 * @param command that measures it again
 */
record MeasuredFigure(String figure, double value, String unit, String measured, String command) {}
