/**
 * The job: what the user wants ({@code UpscaleOptions}) becomes a plan ({@code UpscalePlan}), the plan is run
 * ({@code Upscaler}) and can be checked ({@code Verifier}). Knows sources and volumes; knows no user interface, and
 * not the words of its users. What is done is {@code Work} in numbered pieces, which an {@code Executor} has done.
 */
package org.labelupscaler.job;
