/**
 * What the cases mean: the override → failure table with its figures, sliced by declared lenses. Every analysis is a fold
 * over one engagement's cases that merges exactly with the folds of others.
 */
@NullMarked
package org.heeded.partnership;

import org.jspecify.annotations.NullMarked;
