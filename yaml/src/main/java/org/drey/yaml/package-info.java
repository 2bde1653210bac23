/**
 * YAML within limits: whatever a file holds, reading it costs little more than its size. Start with
 * {@link org.drey.yaml.LimitedYaml}. Knows snakeyaml-engine and nothing of Drey.
 */
@NullMarked
package org.drey.yaml;

import org.jspecify.annotations.NullMarked;
