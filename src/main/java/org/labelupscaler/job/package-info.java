/**
 * The job: what the user wants ({@code UpscaleOptions}) becomes a plan ({@code UpscalePlan}), the plan is run
 * ({@code Upscaler}) and can be checked ({@code Verifier}). What is done is {@code Work} in numbered pieces, which an
 * {@code Executor} has done. Knows sources, how they are arranged, and files that are nothing but voxels
 * ({@code source}, {@code source.arrange}, {@code source.raw}), {@code volume} and {@code store}, what labels mean
 * ({@code ontology}), and what these stand on; knows no other format of either side, no user interface, and not the
 * words of its users.
 */
package org.labelupscaler.job;
